package devnet

import (
	"fmt"

	"github.com/ethereum/go-ethereum/common"
)

// deployer adds deployments to a batch. After its first error it does nothing, so that callers
// check the error once at the end.
type deployer struct {
	batch   *batch
	from    common.Address
	sources *artifacts
	err     error
}

// deploy adds the contract with that name. It must not need libraries.
func (d *deployer) deploy(name string, args ...any) common.Address {
	if d.err != nil {
		return common.Address{}
	}
	found, err := d.sources.find(name, nil)
	if err != nil {
		d.err = err
		return common.Address{}
	}
	return d.create(found, nil, args...)
}

// own adds a contract that is compiled into mpool.
func (d *deployer) own(compiled []byte, args ...any) common.Address {
	if d.err != nil {
		return common.Address{}
	}
	source, err := parseArtifact(compiled)
	if err != nil {
		d.err = err
		return common.Address{}
	}
	return d.create(source, nil, args...)
}

// linked adds the libraries that a contract links, then the contract.
func (d *deployer) linked(contract *artifact, args ...any) common.Address {
	libs := map[string]common.Address{}
	d.addLibraries(contract, contract, libs)
	return d.create(contract, libs, args...)
}

// addLibraries adds the libraries of a contract, and first the libraries that those link. Each is
// deployed once.
func (d *deployer) addLibraries(of, user *artifact, libs map[string]common.Address) {
	for _, name := range of.libraries() {
		if _, done := libs[name]; done || d.err != nil {
			continue
		}
		lib, err := d.sources.library(name, user)
		if err != nil {
			d.err = err
			return
		}
		d.addLibraries(lib, user, libs)
		libs[name] = d.create(lib, libs)
	}
}

func (d *deployer) create(a *artifact, libs map[string]common.Address, args ...any) common.Address {
	if d.err != nil {
		return common.Address{}
	}
	code, err := a.code(libs, args...)
	if err != nil {
		d.err = err
		return common.Address{}
	}
	return d.batch.deploy(a.Name, d.from, code)
}

// callNamed adds a call that is encoded with an artifact's ABI, for contracts without a binding.
func (d *deployer) callNamed(name string, to common.Address, method string, args ...any) {
	if d.err != nil {
		return
	}
	found, err := d.sources.find(name, nil)
	if err != nil {
		d.err = err
		return
	}
	parsed, err := found.abi()
	if err == nil {
		var data []byte
		if data, err = parsed.Pack(method, args...); err == nil {
			d.batch.call(name+"."+method, d.from, to, data, 200_000)
			return
		}
	}
	d.err = fmt.Errorf("%s.%s: %w", name, method, err)
}

// factories holds the artifacts of both generations; v2 is nil if no folder has it.
type factories struct{ v1, v2 *artifact }

func findFactories(s *artifacts) (factories, error) {
	const name = "ManagedPoolFactory"
	v1, err := s.find(name, func(a *artifact) bool { return !a.createTakesSalt() })
	if err != nil {
		return factories{}, err
	}
	v2, err := s.find(name, (*artifact).createTakesSalt)
	if err != nil {
		return factories{v1: v1}, nil //nolint:nilerr // the second generation is optional
	}
	return factories{v1, v2}, nil
}

// deployTokens adds the demo tokens. Each of the three accounts gets the same amount.
func deployTokens(b *batch, accounts Accounts, specs []TokenSpec) ([]Token, error) {
	plain, err := parseArtifact(demoTokenArtifact)
	if err != nil {
		return nil, err
	}
	wrapped, err := parseArtifact(demoWrappedArtifact)
	if err != nil {
		return nil, err
	}
	holders := []common.Address{accounts.Owner, accounts.AssetManager, accounts.LP}
	tokens := make([]Token, len(specs))
	for i, spec := range specs {
		source, each := plain, spec.worth(heldDollars)
		if spec.Wrapped {
			source = wrapped
		}
		code, err := source.code(nil, spec.Name, spec.Symbol, spec.Decimals, spec.ResetFirst, holders, each.ToBig())
		if err != nil {
			return nil, err
		}
		tokens[i] = Token{Name: spec.Name, Symbol: spec.Symbol, Decimals: spec.Decimals, ResetFirst: spec.ResetFirst}
		tokens[i].Address = b.deploy(spec.Symbol, accounts.Owner, code)
	}
	return tokens, nil
}
