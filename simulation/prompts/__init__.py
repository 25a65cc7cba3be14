"""Prompt text: a grammar in several languages, or a folder of given prompts."""
