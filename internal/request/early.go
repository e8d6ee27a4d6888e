package request

import (
	"strings"

	"mpool/internal/chain"
	"mpool/internal/failure"
	"mpool/internal/ops"
	"mpool/internal/parse"
	"mpool/internal/units"
)

// These functions check the form of typed words before a node is asked; the pool gives them their
// meaning later. None of them reports missing words.

func percentForm(flag, words string) error {
	if words == "" {
		return nil
	}
	_, err := units.ParsePercent(words)
	return failure.Each(flag, err)
}

func spanForm(flag, words string) error {
	_, err := units.ParseDuration(words)
	return failure.Each(flag, err)
}

func addressForm(flag, words string) error {
	if words == "" {
		return nil
	}
	_, err := parse.Address(words)
	return failure.Each(flag, err)
}

func blockForm(words string) error {
	at, err := chain.ParseBlockRef(words)
	if _, isNumber := at.Number(); words == "" || err == nil && isNumber {
		return nil
	}
	return failure.Usage("--from-block: invalid block number %q", words)
}

// amountForm accepts whole tokens, raw amounts or percentages. The symbol and the number of decimals
// are checked later, with the pool.
func amountForm(flag, words string) error {
	switch {
	case words == "" || words == none || words == fairly:
		return nil
	case strings.HasSuffix(words, "%"):
		return percentForm(flag, words)
	}
	return failure.Each(flag, units.AmountForm(words))
}

// amountForms checks items of the form TOKEN=AMOUNT.
func amountForms(items []string) error {
	var wrong []error
	for _, item := range items {
		_, words := cutItem(item)
		if words == "" {
			wrong = append(wrong, units.AmountForm(words))
			continue
		}
		wrong = append(wrong, amountForm("", words))
	}
	return failure.Together(wrong...)
}

func rampForm(words string) error {
	if words == "" {
		return nil
	}
	_, err := parseRamp(words, &ops.Snapshot{}) // "now" is a valid fee for any pool
	return err
}
