package review

import (
	"slices"

	"github.com/ethereum/go-ethereum/common"

	"mpool/internal/ops"
)

// judgeAllowance refuses an allowance that stays for somebody whom nobody has named:
// it is a transfer that the other side makes.
func (k knownAddresses) judgeAllowance(c *Call) {
	for i := range c.Findings {
		f := &c.Findings[i]
		if f.Code != "approval.stays" || f.Severity != ops.Warn {
			continue
		}
		spender := common.HexToAddress(c.Call.Args[0].Value)
		if spender != k.of && !slices.Contains(k.vaults, spender) && !slices.Contains(k.recipients, spender) {
			f.Severity, f.Hint = ops.Refuse, "where that is meant: --recipient "+spender.Hex()
		}
	}
}
