"""Everything about language models that needs no client: ledger, budget, metering, pointing, the last rung."""
