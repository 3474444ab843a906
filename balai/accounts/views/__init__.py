"""Pages for signing in, for one's own account, for the officers of a village and for the audit trail."""
