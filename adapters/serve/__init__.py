"""The local service: OpenAI's and Anthropic's protocols in front of the router. FastAPI loads when it runs."""
