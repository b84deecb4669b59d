"""The public door: report in four steps, receipt, tracking. Reads no session and no account."""
