"""What students write of themselves: limits and licences."""
