package faults_test

import (
	"math/big"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"
	"github.com/ethereum/go-ethereum/crypto"
)

// F27: a token starts to keep 1% of each transfer between the simulation and the deposit. Neither
// the acts of others nor the token's events may hide that, such as a false event by which the Vault
// paid out the missing part.
func TestTurncoat(t *testing.T) {
	for _, lies := range []bool{false, true} {
		t.Run(map[bool]string{false: "in silence", true: "with an event that lies"}[lies], func(t *testing.T) {
			m := newMarket(t, origin, 1)
			token := m.liar(0)
			turned := m.proxied(m.liar(3), m.chain.Contracts.Vault, tokens(10, 18))
			p := m.start(nil, "add-token", token.Hex(), "--weight", "10%", "--amount", "1000", "--mint", "none", "--broadcast", "--yes", "--json", "--timeout", "20s",
				"--private-key", "env:OWNER_KEY", "--manager-private-key", "env:MANAGER_KEY")
			e := m.betray(p, token, turned, lies)
			m.wants(e, 6)
			if !strings.Contains(e.out, "disagreement") || !strings.Contains(strings.ToLower(e.out), strings.ToLower("holdings."+token.Hex()+"."+m.chain.Contracts.Vault.Hex())) {
				t.Errorf("does not say what is missing:\n%s", e.out)
			}
			left := m.run([]string{"ETH_RPC_URL=" + m.chain.RPC}, "tx", "list", "--json")
			if strings.Contains(left.out, `"unfinished": false`) {
				t.Errorf("the operation counts as finished:\n%s", left.out)
			}
		})
	}
}

// betray mines the program's transactions, and changes the token before the deposit.
func (m *market) betray(p *started, token common.Address, turned hexutil.Bytes, lies bool) ended {
	m.Helper()
	done := make(chan ended, 1)
	go func() { done <- p.wait() }()
	for {
		select {
		case e := <-done:
			return e
		case <-time.After(20 * time.Millisecond):
		}
		if m.waiting() == 0 {
			continue
		}
		if m.deposits() {
			m.turn(token, turned, lies)
		}
		m.rpc(nil, "evm_mine")
	}
}

// turn replaces the token's code in the block before the deposit, and makes the token write its
// false event in the deposit's own block.
func (m *market) turn(token common.Address, turned hexutil.Bytes, lies bool) {
	m.Helper()
	var waiting struct {
		Pending map[common.Address]map[string]struct{ Hash common.Hash }
	}
	m.rpc(&waiting, "txpool_content")
	var raw hexutil.Bytes
	for _, txs := range waiting.Pending {
		for _, tx := range txs {
			m.rpc(&raw, "eth_getRawTransactionByHash", tx.Hash)
			m.rpc(nil, "anvil_dropTransaction", tx.Hash)
		}
	}
	m.rpc(nil, "anvil_setCode", token, turned)
	m.rpc(nil, "evm_mine")
	m.rpc(nil, "eth_sendRawTransaction", raw)
	if lies {
		m.tell(token, nil, 100e9)
	}
}

// deposits says whether the pending transaction is the asset manager's call of the Vault.
func (m *market) deposits() bool {
	m.Helper()
	var waiting struct {
		Pending map[common.Address]map[string]struct{ To *common.Address }
	}
	m.rpc(&waiting, "txpool_content")
	for _, txs := range waiting.Pending {
		for _, tx := range txs {
			if tx.To != nil && *tx.To == m.chain.Contracts.Vault {
				return true
			}
		}
	}
	return false
}

// liar deploys a LyingToken with a mood, and gives the asset manager a million of it.
func (m *market) liar(mood int64) common.Address {
	m.Helper()
	text, err := os.ReadFile("../../cmd/mpool/testdata/lyingtoken.hex")
	if err != nil {
		m.Fatal(err)
	}
	code := common.FromHex(strings.TrimSpace(string(text)))
	code = append(code, m.userData("uint256,uint8,string,address", big.NewInt(mood), uint8(18), "TURN", m.manager())...)
	return m.deploy(code)
}

func (m *market) deploy(code []byte) common.Address {
	m.Helper()
	var hash common.Hash
	m.rpc(&hash, "eth_sendTransaction", map[string]any{"from": stranger(), "data": hexutil.Bytes(code), "gas": hexutil.Uint64(5_000_000)})
	m.rpc(nil, "evm_mine")
	var receipt struct{ ContractAddress common.Address }
	m.rpc(&receipt, "eth_getTransactionReceipt", hash)
	return receipt.ContractAddress
}

// proxied returns code that delegates to another contract. Called without data, it writes an event
// that an account has paid an amount.
func (m *market) proxied(does, from common.Address, amount *big.Int) hexutil.Bytes {
	transfer := crypto.Keccak256([]byte("Transfer(address,address,uint256)"))
	lie := append([]byte{0x7f}, common.LeftPadBytes(amount.Bytes(), 32)...)                               // PUSH32 amount
	lie = append(lie, 0x60, 0, 0x52, 0x60, 0x99)                                                          // PUSH1 0 MSTORE; to
	lie = append(append(lie, 0x73), from[:]...)                                                           // PUSH20 from
	lie = append(append(lie, 0x7f), transfer...)                                                          // PUSH32 topic
	lie = append(lie, 0x60, 0x20, 0x60, 0, 0xa3, 0x00)                                                    // PUSH1 32 PUSH1 0 LOG3 STOP
	code := append([]byte{0x36, 0x60, byte(4 + len(lie)), 0x57}, lie...)                                  // CALLDATASIZE PUSH1 PUSH JUMPI
	code = append(code, 0x5b, 0x36, 0x60, 0, 0x60, 0, 0x37)                                               // JUMPDEST CALLDATACOPY
	code = append(code, 0x60, 0, 0x60, 0, 0x36, 0x60, 0)                                                  // out, in
	code = append(append(code, 0x73), does[:]...)                                                         // PUSH20
	code = append(code, 0x5a, 0xf4, 0x3d, 0x60, 0, 0x60, 0, 0x3e)                                         // GAS DELEGATECALL RETURNDATACOPY
	return append(code, 0x60, byte(len(code)+8), 0x57, 0x60, 0, 0x60, 0, 0xfd, 0x5b, 0x3d, 0x60, 0, 0xf3) // JUMPI REVERT; RETURN
}
