"""The feedback loop in worlds of known truth: real markets, rival policies, and figures with intervals."""
