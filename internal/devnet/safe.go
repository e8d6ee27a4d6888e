package devnet

import (
	"context"
	"errors"
	"fmt"
	"math/big"
	"path/filepath"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"

	"mpool/bindings/safecontract"
	"mpool/internal/anvil"
)

// SafeSpec describes a Safe to deploy.
type SafeSpec struct {
	Version   string           // 1.3.0, 1.4.1 or 1.5.0; with Artifacts also 1.1.1 or 1.2.0
	Owners    []common.Address // empty: the three accounts
	Threshold int              // 0: 2, or 1 with a single owner
	// Root is the folder that holds devnet/node_modules; empty: searched upward.
	Root string
	// Artifacts is a folder with the artifacts of an older version, which devnet/node_modules does
	// not have.
	Artifacts string
}

// Safe is a deployed Safe multisig.
type Safe struct {
	Address   common.Address   `json:"address"`
	Version   string           `json:"version"`
	Owners    []common.Address `json:"owners"`
	Threshold int              `json:"threshold"`
	MultiSend common.Address   `json:"multi_send_call_only"`
}

// safePackage is the npm package that publishes the contracts of a version.
type safePackage struct {
	folder           string
	singleton, proxy string
	handler          string         // the fallback handler
	multiSend        common.Address // address of the contract on real chains; zero: not deployed
}

func safePackageOf(version string) (safePackage, error) {
	switch version {
	case "1.3.0":
		return safePackage{"@gnosis.pm/safe-contracts", "GnosisSafe", "GnosisSafeProxy", "CompatibilityFallbackHandler", common.HexToAddress("0x40A2aCCbd92BCA938b02010E17A5b8929b49130D")}, nil
	case "1.4.1":
		return safePackage{"@safe-global/safe-contracts", "Safe", "SafeProxy", "CompatibilityFallbackHandler", common.HexToAddress("0x9641d764fc13c8B624c04430C7356C1C7C8102e2")}, nil
	case "1.5.0":
		return safePackage{"@safe-global/safe-smart-account", "Safe", "SafeProxy", "CompatibilityFallbackHandler", common.HexToAddress("0xA83c336B20401Af773B6219BA5027174338D1836")}, nil
	case "1.2.0":
		return safePackage{"", "GnosisSafe", "GnosisSafeProxy", "DefaultCallbackHandler", common.Address{}}, nil
	case "1.1.1":
		return safePackage{"", "GnosisSafe", "Proxy", "DefaultCallbackHandler", common.Address{}}, nil
	}
	return safePackage{}, &Error{ErrValue, fmt.Sprintf("Safe version %s is not available", version), "use 1.3.0, 1.4.1 or 1.5.0"}
}

// DeploySafe deploys the published contracts of a version and sets up a Safe as Safe's own programs
// do: a proxy with the fallback handler. MultiSendCallOnly gets the address that it has on real
// chains.
func (c *Chain) DeploySafe(ctx context.Context, spec SafeSpec) (Safe, error) {
	p, err := safePackageOf(spec.Version)
	if err != nil {
		return Safe{}, err
	}
	folder := spec.Artifacts
	if folder == "" {
		folder = filepath.Join(anvil.Root(spec.Root), "devnet", "node_modules", filepath.FromSlash(p.folder), "build", "artifacts", "contracts")
	}
	sources := &artifacts{files: map[string][]string{}}
	if err := sources.index(folder); err != nil {
		return Safe{}, err
	}
	if p.multiSend != (common.Address{}) {
		if err := c.putMultiSend(ctx, sources, p.multiSend); err != nil {
			return Safe{}, err
		}
	}
	return c.setUpSafe(ctx, sources, p, c.completeSafe(spec))
}

func (c *Chain) completeSafe(spec SafeSpec) SafeSpec {
	if len(spec.Owners) == 0 {
		spec.Owners = []common.Address{c.Accounts.Owner, c.Accounts.AssetManager, c.Accounts.LP}
	}
	if spec.Threshold == 0 {
		spec.Threshold = min(2, len(spec.Owners))
	}
	return spec
}

func (c *Chain) setUpSafe(ctx context.Context, sources *artifacts, p safePackage, spec SafeSpec) (Safe, error) {
	b, err := newBatch(ctx, c.node, c.Accounts.Owner)
	if err != nil {
		return Safe{}, err
	}
	d := &deployer{batch: b, from: c.Accounts.Owner, sources: sources}
	singleton := d.deploy(p.singleton)
	handler := d.deploy(p.handler)
	safe := Safe{Address: d.deploy(p.proxy, singleton), Version: spec.Version, Owners: spec.Owners, Threshold: spec.Threshold, MultiSend: p.multiSend}
	if d.err != nil {
		return Safe{}, d.err
	}
	data := safecontract.NewSafe().PackSetup(spec.Owners, big.NewInt(int64(spec.Threshold)), common.Address{}, nil, handler,
		common.Address{}, new(big.Int), common.Address{})
	b.call("set up the Safe", c.Accounts.Owner, safe.Address, data, 1_000_000)
	_, err = b.run(ctx)
	return safe, err
}

// putMultiSend deploys the contract, and copies its code to the address that it has on real chains.
func (c *Chain) putMultiSend(ctx context.Context, sources *artifacts, to common.Address) error {
	b, err := newBatch(ctx, c.node, c.Accounts.Owner)
	if err != nil {
		return err
	}
	d := &deployer{batch: b, from: c.Accounts.Owner, sources: sources}
	deployed := d.deploy("MultiSendCallOnly")
	if d.err != nil {
		return d.err
	}
	if _, err := b.run(ctx); err != nil {
		return err
	}
	var code hexutil.Bytes
	err = c.node.CallContext(ctx, &code, "eth_getCode", deployed, "latest")
	if err == nil && len(code) == 0 {
		err = errors.New("MultiSendCallOnly has no code")
	}
	if err != nil {
		return err
	}
	return c.node.CallContext(ctx, nil, "anvil_setCode", to, code)
}

// Fund sets the balance of an account, in wei.
func (c *Chain) Fund(ctx context.Context, account common.Address, wei *big.Int) error {
	return c.node.CallContext(ctx, nil, "anvil_setBalance", account, (*hexutil.Big)(wei))
}

// As runs act while the node signs for an account without a known key, such as a Safe.
func (c *Chain) As(ctx context.Context, account common.Address, act func() error) error {
	if err := c.node.CallContext(ctx, nil, "anvil_impersonateAccount", account); err != nil {
		return err
	}
	err := act()
	return errors.Join(err, c.node.CallContext(context.WithoutCancel(ctx), nil, "anvil_stopImpersonatingAccount", account))
}
