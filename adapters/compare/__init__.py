"""The router beside plain language models: trials, judging, statistics, the report;
rows of data files and what a kind is measured by.
"""
