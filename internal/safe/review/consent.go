package review

import (
	"cmp"
	"fmt"
	"math/big"
	"slices"

	"github.com/ethereum/go-ethereum/common"

	"mpool/internal/effect"
	"mpool/internal/ops"
	"mpool/internal/units"
)

// purpose is what the user accepts an account for, named as its flag. An account that is named for one
// purpose is not accepted for another: who may get a payment may not take tokens at any time.
type purpose string

// The purposes.
const (
	toPay    purpose = "recipient"
	toSpend  purpose = "spender"
	toManage purpose = "trust-manager"
	toReport purpose = "accept-report"
	toCall   purpose = "contract"
)

// Consent is a flag with which the user accepts accounts for one purpose.
type Consent struct {
	Flag, Usage string
	Accounts    *[]common.Address
	Most        *map[common.Address]units.Fixed // nil if the flag takes no limit
}

// Consents are the flags of all purposes.
func (o *Options) Consents() []Consent {
	return []Consent{
		{string(toPay), "account, or pool, that the batch may send ETH, tokens or new BPT to; POOL=0.5% accepts a gift of that share to all LPs of the pool (default 0.1%); repeatable", &o.Recipients, &o.MostGifts},
		{string(toSpend), "account that may take tokens of the Safe by an allowance or another right; repeatable", &o.Spenders, nil},
		{string(toManage), "account that may own or manage a pool, or one of its tokens; repeatable", &o.Managers, nil},
		{string(toReport), "pool whose reported gains, losses and managed balances you have checked; POOL=0.5% accepts up to that share of the pool (default 0.1%); repeatable", &o.Reports, &o.MostReport},
		{string(toCall), "contract whose calls you know although mpool does not; not for pools; repeatable", &o.Contracts, nil},
	}
}

// accepts says that the user named the account for the purpose.
func (o *Options) accepts(p purpose, who common.Address) bool {
	return slices.ContainsFunc(o.Consents(), func(c Consent) bool { return c.Flag == string(p) && slices.Contains(*c.Accounts, who) })
}

// unless makes a finding a warning if the user named the account for the purpose, and otherwise a
// refusal.
func (o *Options) unless(p purpose, who common.Address, f ops.Finding) ops.Finding {
	return softened(o.accepts(p, who), p, who, f)
}

// within makes a finding about a share of a pool a warning if the user accepts as much for the pool, and
// otherwise a refusal with the limit to give. own is the finding's own way out, if there is one.
func (o *Options) within(p purpose, pool common.Address, share *big.Rat, own string, f ops.Finding) ops.Finding {
	most := effect.StandardShare()
	for _, c := range o.Consents() {
		if given, is := (*cmp.Or(c.Most, &map[common.Address]units.Fixed{}))[pool]; is && c.Flag == string(p) {
			most = given
		}
	}
	accepted := o.accepts(p, pool)
	if accepted && share.Cmp(new(big.Rat).SetFrac(most.Int().ToBig(), units.FixedOne().Int().ToBig())) > 0 {
		accepted = false
		f.Summary += "; --" + string(p) + " accepts at most " + most.Percent() + " of it"
	}
	f.Hint = fmt.Sprintf("%sif you mean it, use --%s %s", own, p, pool.Hex()+effect.Limit(share))
	return softened(accepted, p, pool, f)
}

func softened(named bool, p purpose, who common.Address, f ops.Finding) ops.Finding {
	if f.Severity = ops.Warn; !named {
		f.Severity = ops.Refuse
		if f.Hint == "" {
			f.Hint = "if you mean it, use --" + string(p) + " " + who.Hex()
		}
		return f
	}
	f.Hint = ""
	return f
}

// takers are all accounts that the user named for something that can cost the Safe tokens.
func (o *Options) takers() []common.Address {
	return slices.Concat(o.Recipients, o.Spenders, o.Contracts)
}
