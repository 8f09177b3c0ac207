"""What stands beside the guides: playlists and the report."""
