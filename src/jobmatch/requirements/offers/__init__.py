"""What an opening offers and fixes: places, pay, contract, shifts, the workplace."""
