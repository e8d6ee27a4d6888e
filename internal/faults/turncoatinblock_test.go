package faults_test

import (
	"math/big"
	"strings"
	"testing"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"
	"github.com/ethereum/go-ethereum/crypto"
)

// F27: a transaction before the deposit in its block makes the token keep a part. One after it
// makes the token write that the Vault paid that part to someone.
func TestTurncoatInBlock(t *testing.T) {
	m := newMarket(t, origin, 1)
	token, honest, keeps := m.liar(0), m.liar(0), m.liar(3)
	m.rpc(nil, "anvil_setCode", token, flips(honest, keeps, m.chain.Contracts.Vault, tokens(10, 18)))
	p := m.start(nil, "add-token", token.Hex(), "--weight", "10%", "--amount", "1000", "--mint", "none", "--broadcast", "--yes", "--json", "--timeout", "20s",
		"--private-key", "env:OWNER_KEY", "--manager-private-key", "env:MANAGER_KEY")
	e := m.flipped(p, token)
	m.wants(e, 6)
	if !strings.Contains(e.out, "disagreement") || !strings.Contains(strings.ToLower(e.out), strings.ToLower("holdings."+token.Hex()+"."+m.chain.Contracts.Vault.Hex())) {
		t.Errorf("does not say what is missing:\n%s", e.out)
	}
}

// flipped mines the program's transactions, with the deposit between the change of the token and
// its false event.
func (m *market) flipped(p *started, token common.Address) ended {
	m.Helper()
	done := make(chan ended, 1)
	go func() { done <- p.wait() }()
	for told := false; ; {
		select {
		case e := <-done:
			return e
		case <-time.After(20 * time.Millisecond):
		}
		if m.waiting() == 0 {
			continue
		}
		if !told && m.deposits() {
			told = true
			m.tell(token, nil, 100e9)
			m.tell(token, []byte{1}, 1)
		}
		m.rpc(nil, "evm_mine")
	}
}

// flips is a token that behaves as honest, and as keeps after a call without data. A call with one
// byte writes a false event.
func flips(honest, keeps, from common.Address, amount *big.Int) hexutil.Bytes {
	transfer := crypto.Keccak256([]byte("Transfer(address,address,uint256)"))
	lie := append([]byte{0x7f}, common.LeftPadBytes(amount.Bytes(), 32)...)
	lie = append(lie, 0x60, 0, 0x52, 0x60, 0x99)
	lie = append(append(lie, 0x73), from[:]...)
	lie = append(append(lie, 0x7f), transfer...)
	lie = append(lie, 0x60, 0x20, 0x60, 0, 0xa3, 0x00)
	flip := []byte{0x60, 1, 0x61, 0xde, 0xad, 0x55, 0x00}
	code := append([]byte{0x36, 0x60, byte(4 + len(flip)), 0x57}, flip...)
	code = append(code, 0x5b, 0x60, 1, 0x36, 0x11, 0x60, 0, 0x57)
	at := len(code) - 2
	code = append(code, lie...)
	code[at] = byte(len(code))
	code = append(code, 0x5b, 0x36, 0x60, 0, 0x60, 0, 0x37)
	code = append(code, 0x60, 0, 0x60, 0, 0x36, 0x60, 0)
	code = append(code, 0x61, 0xde, 0xad, 0x54, 0x60, 0, 0x57)
	at = len(code) - 2
	code = append(append(code, 0x73), honest[:]...)
	code = append(code, 0x60, 0, 0x56)
	end := len(code) - 2
	code[at] = byte(len(code))
	code = append(code, 0x5b, 0x73)
	code = append(code, keeps[:]...)
	code[end] = byte(len(code))
	code = append(code, 0x5b, 0x5a, 0xf4, 0x3d, 0x60, 0, 0x60, 0, 0x3e)
	last := len(code) + 8
	if last > 255 {
		code = append(code, 0x61, byte((last+1)>>8), byte((last + 1)), 0x57, 0x60, 0, 0x60, 0, 0xfd, 0x5b, 0x3d, 0x60, 0, 0xf3)
		return code
	}
	return append(code, 0x60, byte(last), 0x57, 0x60, 0, 0x60, 0, 0xfd, 0x5b, 0x3d, 0x60, 0, 0xf3)
}
