"""Clients of language models, and what stands around them: settings, prices, caching, errors, redaction."""
