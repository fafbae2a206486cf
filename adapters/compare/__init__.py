"""The router beside plain language models: trials, judging, statistics, the report;
rows of data files and an independent recheck.
"""
