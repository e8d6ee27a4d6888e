package planview

import "github.com/ethereum/go-ethereum/common"

// SafeCost says that the first calls of a plan count as one Safe transaction.
type SafeCost struct {
	Safe  common.Address `json:"safe"`
	Calls int            `json:"calls"`    // 0: the node does not say, so the calls count singly
	Gas   uint64         `json:"gas_used"` // of execTransaction, with the threshold's number of signatures from keys
}

// beside names what the cost does not include.
func (c *SafeCost) beside() string {
	if c.Calls == 0 {
		return ", plus the gas of the Safe's own transaction"
	}
	return ""
}

// words follow the cost.
func (c *SafeCost) words() string {
	switch {
	case c == nil:
		return ""
	case c.Calls == 0:
		return c.beside()
	}
	return ", paid by the account that executes the Safe transaction"
}
