"""The benchmark: what Liaison costs, against floors measured in the same run."""
