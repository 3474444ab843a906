"""What is measured, each figure beside the peer or limit it is measured against, in the same run."""
