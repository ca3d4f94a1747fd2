"""Named entities: what is learned of them, by a teacher and by a network of their own."""
