package poolfile

// allWeights are the pool's weights at the end of its weight change.
func (c *comparison) allWeights() string {
	var all []string
	for _, t := range c.now.Tokens {
		all = append(all, t.Symbol.String()+" "+t.EndWeight.Percent())
	}
	return symbols(all)
}

// fileWeights are the weights of the file, with those of tokens that the pool does not have yet.
func (c *comparison) fileWeights() string {
	var all []string
	for _, t := range c.w.Tokens {
		if t.Weight != nil {
			all = append(all, t.Symbol.String()+" "+t.Weight.Percent())
		}
	}
	return symbols(all)
}
