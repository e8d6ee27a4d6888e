package chain

import (
	"github.com/ethereum/go-ethereum/common"

	"mpool/internal/ops"
)

// VaultAddress is Balancer V2's Vault, which has the same address on every chain of Deployments.
const VaultAddress = "0xBA12222222228d8Ba445958a75a0704d566BF2C8"

// Deployment holds the addresses of Balancer's contracts on one chain. An address is zero if the
// chain does not have the contract.
type Deployment struct {
	Name         string
	ChainID      uint64
	FactoryV1    common.Address
	FactoryV2    common.Address
	Queries      common.Address
	FeesProvider common.Address // ProtocolFeePercentagesProvider
}

// DeploymentOn returns the deployment on a chain.
func DeploymentOn(chainID uint64) (Deployment, bool) {
	for _, d := range Deployments() {
		if d.ChainID == chainID {
			return d, true
		}
	}
	return Deployment{}, false
}

// Factory is a contract that creates pools of one generation.
type Factory struct {
	Address    common.Address
	Generation ops.Generation
	ChainID    uint64 // 0: any chain
}

// factories are the contracts whose isPoolFromFactory tells a pool's generation. They include the
// known factories of all chains: so mpool can read a pool in the same round trip as the chain ID,
// and compare the chain afterwards. A call to an address without code costs almost nothing.
type factories []Factory

func knownFactories() factories {
	var all factories
	for _, d := range Deployments() {
		all = append(all, Factory{d.FactoryV1, ops.V1, d.ChainID}, Factory{d.FactoryV2, ops.V2, d.ChainID})
	}
	return all
}

// addresses returns the factories' addresses, each once, because some chains share one.
func (f factories) addresses() []common.Address {
	seen := map[common.Address]bool{{}: true}
	var all []common.Address
	for _, one := range f {
		if !seen[one.Address] {
			seen[one.Address] = true
			all = append(all, one.Address)
		}
	}
	return all
}

// generation is the generation that the factory at an address creates on a chain; 0 if it is
// unknown.
func (f factories) generation(at common.Address, chainID uint64) ops.Generation {
	for _, one := range f {
		if one.Address == at && (one.ChainID == 0 || one.ChainID == chainID) {
			return one.Generation
		}
	}
	return 0
}

// Deployments returns the chains with Managed Pool factories of Balancer.
func Deployments() []Deployment {
	at := common.HexToAddress
	return []Deployment{
		{"ethereum", 1, at("0x9Ac3E70dB606659Bf32D4BdFbb687AD193FD1F5B"), at("0xBF904F9F340745B4f0c4702c7B6Ab1e808eA6b93"),
			at("0xE39B5e3B6D74016b2F6A9673D7d7493B6DF549d5"), at("0x97207B095e4D5C9a6e4cfbfcd2C3358E03B90c4A")},
		{"polygon", 137, at("0x9Ac3E70dB606659Bf32D4BdFbb687AD193FD1F5B"), at("0xB8Dfa4fd0F083de2B7EDc0D5eeD5E684e54bA45D"),
			at("0xE39B5e3B6D74016b2F6A9673D7d7493B6DF549d5"), at("0x42AC0e6FA47385D55Aff070d79eF0079868C48a6")},
		{"arbitrum", 42161, at("0x956CCab09898C0AF2aCa5e6C229c3aD4E93d9288"), at("0x8eA89804145c007e7D226001A96955ad53836087"),
			at("0xE39B5e3B6D74016b2F6A9673D7d7493B6DF549d5"), at("0x5ef4c5352882b10893b70DbcaA0C000965bd23c5")},
		{"optimism", 10, at("0x956CCab09898C0AF2aCa5e6C229c3aD4E93d9288"), at("0x4C32a8a8fDa4E24139B51b456B42290f51d6A1c4"),
			at("0xE39B5e3B6D74016b2F6A9673D7d7493B6DF549d5"), at("0xacAaC3e6D6Df918Bf3c809DFC7d42de0e4a72d4C")},
		{"gnosis", 100, common.Address{}, at("0xDF9B5B00Ef9bca66e9902Bd813dB14e4343Be025"),
			at("0x0F3e0c4218b7b0108a3643cFe9D3ec0d4F57c54e"), at("0x41B953164995c11C81DA73D212ED8Af25741b7Ac")},
		{"avalanche", 43114, common.Address{}, at("0x03F3Fb107e74F2EAC9358862E91ad3c692712054"),
			at("0xC128468b7Ce63eA702C1f104D55A2566b13D3ABD"), at("0x239e55F427D44C3cc793f49bFB507ebe76638a2b")},
		{"base", 8453, common.Address{}, at("0x9a62C91626d39D0216b3959112f9D4678E20134d"),
			at("0x300Ab2038EAc391f26D9F895dc61F8F66a548833"), at("0xDEd7Fef7D8eCdcB74F22f0169e1A9EC696e6695d")},
		{"bsc", 56, common.Address{}, at("0x4C32a8a8fDa4E24139B51b456B42290f51d6A1c4"),
			at("0x239e55F427D44C3cc793f49bFB507ebe76638a2b"), at("0xb08E16cFc07C684dAA2f93C70323BAdb2A6CBFd2")},
		{"polygon-zkevm", 1101, common.Address{}, at("0xaf779e58dafb4307b998C7b3C9D3f788DFc80632"),
			at("0x809B79b53F18E9bc08A961ED4678B901aC93213a"), at("0x1802953277FD955f9a254B80Aa0582f193cF1d77")},
		{"fraxtal", 252, common.Address{}, at("0x7A2535f5fB47b8e44c02Ef5D9990588313fe8F05"),
			at("0x4132f7AcC9dB7A6cF7BE2Dd3A9DC8b30C7E6E6c8"), at("0xf23b4DB826DbA14c0e857029dfF076b1c0264843")},
		{"mode", 34443, common.Address{}, at("0x043A2daD730d585C44FB79D2614F295D2d625412"),
			at("0x36caC20dd805d128c1a6Dd16eeA845C574b5A17C"), at("0x85a80afee867aDf27B50BdB7b76DA70f1E853062")},
		{"sepolia", 11155111, common.Address{}, at("0x63e179C5b6d54B2c2e36b9cE4085EF5A8C86D50c"),
			at("0x1802953277FD955f9a254B80Aa0582f193cF1d77"), at("0xf7D5DcE55E6D47852F054697BAB6A1B48A00ddbd")},
	}
}
