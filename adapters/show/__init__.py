"""How a person sees it: receipts in the terminal, a grid that fills up, a picture."""
