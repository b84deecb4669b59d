"""Official letters: text, number, PDF, signature, verification and proof of service."""
