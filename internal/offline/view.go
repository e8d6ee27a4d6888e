package offline

import (
	"math/big"

	"github.com/ethereum/go-ethereum/common"

	"mpool/internal/network"
	"mpool/internal/planview"
	"mpool/internal/text"
	"mpool/internal/units"
)

// SignedView is the result of mpool sign.
type SignedView struct {
	Operation    string        `json:"operation"`
	Pool         planview.Pool `json:"pool"`
	Plan         common.Hash   `json:"plan_digest"`
	Transactions []SignedTx    `json:"transactions"`
	Most         units.Wei     `json:"max_gas_fee"` // largest possible gas fee of all together, in wei
	Offline      *offlineView  `json:"offline"`
	File         string        `json:"file"`
	Next         string        `json:"next"`
}

func (v *SignedView) Text(p *text.Page) {
	p.Line("%s of %s (%s)", v.Operation, v.Pool.Name, v.Pool.Address)
	for _, tx := range v.Transactions {
		p.Line("call %d: nonce %d of %s", tx.Call+1, tx.Nonce, tx.From)
		p.Line("  transaction %s", tx.Hash)
	}
	on := network.ID(v.Pool.ChainID)
	p.Line("gas: at most %s %s%s", text.Most(v.Most.String()), on.Coin(), on.BesideGas())
	v.Offline.Text(p)
	p.Line("")
	p.Line("signed; nothing was sent. Anyone who has %s can send it:", v.File)
	p.Command(v.Next)
}

// SignedMost returns the largest possible gas fee of all transactions together, in wei.
func SignedMost(signed []SignedTx) units.Wei {
	most := new(big.Int)
	for _, one := range signed {
		if tx, err := one.transaction(); err == nil { // cannot fail: they were just created
			most.Add(most, tx.Cost())
		}
	}
	return units.WeiOf(most)
}
