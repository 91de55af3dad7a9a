"""What people do in a whole wave, and what staff must read of it."""
