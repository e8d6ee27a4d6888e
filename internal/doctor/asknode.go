package doctor

import (
	"context"
	"errors"

	"github.com/ethereum/go-ethereum/common"

	"mpool/internal/chain"
	"mpool/internal/chain/wire"
	"mpool/internal/failure"
	"mpool/internal/network"
	"mpool/internal/ops"
)

// node checks the node. If it does not answer, the other checks are skipped.
func (d *Doctor) node(ctx context.Context) []Check {
	client, err := d.Nodes.Dial(ctx, d.Settings.Chain)
	if err != nil {
		return notAsked(unanswered(nameNode, err))
	}
	defer client.Close()
	id, err := client.ChainID(ctx)
	if err != nil {
		return notAsked(unanswered(nameNode, err))
	}
	head, err := client.Header(ctx, chain.Latest())
	if err != nil {
		return notAsked(unanswered(nameNode, err))
	}
	_, deployed := chain.DeploymentOn(id)
	own := d.Settings.Contracts.FactoryV1 != (common.Address{}) || d.Settings.Contracts.FactoryV2 != (common.Address{})
	seen := nodeSeen{at: client.Wire.Node(), chain: network.ID(id), want: d.Settings.Chain, deployed: deployed || own,
		head: ops.Block{Number: head.Number, Hash: head.Hash, Time: head.Time}}
	return append([]Check{
		judgeNode(seen), d.archive(ctx, client, seen), simulates(ctx, client), batches(ctx, client),
		logs(ctx, client, head.Number), judgeClock(seen.chain, head.Time, d.Now()),
	}, append(d.pools(ctx, client, seen.chain), d.reorganised(ctx, client, seen.chain)...)...)
}

// notAsked adds to a failed check of the node the checks that were skipped.
func notAsked(why Check) []Check {
	all := []Check{why}
	for _, name := range []string{nameArchive, nameSimulate, nameBatches, nameLogs, nameClock} {
		all = append(all, skipped(name, "not checked: no node"))
	}
	return all
}

// unanswered is the check of a node that did not answer.
func unanswered(name string, err error) Check {
	remedy := failure.HintOf(err)
	if remedy == "" {
		remedy = "check --rpc-url (ETH_RPC_URL) and the network"
	}
	return refused(name, err.Error(), remedy)
}

// olderBy is the number of blocks back at which an old state is requested. Nodes that keep only recent
// states have 128, or some thousand, blocks of them.
const olderBy = 50_000

func (d *Doctor) archive(ctx context.Context, client *chain.Client, node nodeSeen) Check {
	vault := d.Settings.Contracts.Vault
	if vault == (common.Address{}) {
		vault = common.HexToAddress(chain.VaultAddress)
	}
	seen := oldState{block: node.head.Number - min(node.head.Number, olderBy), expected: !node.chain.ForDevelopment() && node.deployed}
	code, err := client.HasCode(ctx, vault, seen.block)
	var answer *wire.NodeError
	switch {
	case errors.As(err, &answer):
		seen.why = answer.Message
	case err != nil:
		return unanswered(nameArchive, err)
	default:
		seen.answered, seen.code = true, code
	}
	return judgeArchive(seen)
}

func simulates(ctx context.Context, client *chain.Client) Check {
	no, err := client.Checkup.Simulates(ctx)
	if err != nil {
		return unanswered(nameSimulate, err)
	}
	return judgeSimulation(no)
}

func batches(ctx context.Context, client *chain.Client) Check {
	takes, err := client.Checkup.TakesBatches(ctx)
	if err != nil {
		return unanswered(nameBatches, err)
	}
	return judgeBatches(takes)
}

func logs(ctx context.Context, client *chain.Client, last uint64) Check {
	span, err := client.Checkup.LogSpan(ctx, last, spans())
	if err != nil {
		return unanswered(nameLogs, err)
	}
	return judgeLogs(span, last)
}
