"""One function per business action on decisions, service, remedies and the register."""
