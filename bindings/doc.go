// Package bindings holds the abigen output for the contracts that mpool calls,
// one package a contract, made from ../abi. Nothing below this folder is
// edited by hand: change the ABI and run `make generate`.
//
// Constructing a binding parses its ABI, which costs 2 ms for the Managed Pool
// and the Vault; construct one where it is used, never at start-up.
package bindings

//go:generate go tool abigen --v2 --abi ../abi/ManagedPool.json --pkg managedpool --type ManagedPool --out managedpool/managedpool.go
//go:generate go tool abigen --v2 --abi ../abi/ManagedPoolV1.json --pkg managedpoolv1 --type ManagedPool --out managedpoolv1/managedpoolv1.go
//go:generate go tool abigen --v2 --abi ../abi/ManagedPoolFactory.json --pkg managedpoolfactory --type ManagedPoolFactory --out managedpoolfactory/managedpoolfactory.go
//go:generate go tool abigen --v2 --abi ../abi/ManagedPoolFactoryV1.json --pkg managedpoolfactoryv1 --type ManagedPoolFactory --out managedpoolfactoryv1/managedpoolfactoryv1.go
//go:generate go tool abigen --v2 --abi ../abi/Vault.json --pkg vault --type Vault --out vault/vault.go
//go:generate go tool abigen --v2 --abi ../abi/BalancerQueries.json --pkg balancerqueries --type BalancerQueries --out balancerqueries/balancerqueries.go
//go:generate go tool abigen --v2 --abi ../abi/ProtocolFeePercentagesProvider.json --pkg protocolfees --type ProtocolFeePercentagesProvider --out protocolfees/protocolfees.go
//go:generate go tool abigen --v2 --abi ../abi/ERC20.json --pkg erc20 --type ERC20 --out erc20/erc20.go
//go:generate go tool abigen --v2 --abi ../abi/Safe.json --pkg safecontract --type Safe --out safecontract/safecontract.go
