package poolplan

// PlansFor returns the command that plans what the given one sends: apply itself writes no plan.
func PlansFor(command string) string {
	if command == "mpool pool apply" {
		return "mpool pool plan"
	}
	return command
}
