"""The services of the community: each owns its database, and none imports another."""
