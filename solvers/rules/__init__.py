"""Rules as data: boards, rules, their linear program, exact search, generation and the JSON form (the rulebook)."""
