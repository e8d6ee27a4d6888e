package main

// doorsHelp says what is shut, from one call to another.
func doorsHelp(from, to string) string {
	return `From ` + from + ` to ` + to + ` the token has no balance, and whoever joined or traded
would pay nothing for it. A Safe that is owner and asset manager makes all calls in one
transaction. Otherwise swaps and joins are shut first and opened last, as they were: on
a pool of the second generation joins and exits, or with --keep-exits as on the first
joins by the allowlist. Who is on that could still join: --suspend-members or
--trust-members says what becomes of them.`
}
