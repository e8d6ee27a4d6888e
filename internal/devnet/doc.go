// Package devnet creates a development chain: it starts anvil on loopback, deploys Balancer V2 from
// folders of Hardhat artifacts, and creates Managed Pools of demo tokens. Deploy and Attach work on
// any node that signs for its own accounts. Use this package only on chains without value.
package devnet

//go:generate node ../../devnet/compile.mjs ../../devnet/contracts/DemoToken.sol DemoToken demotoken.json
//go:generate node ../../devnet/compile.mjs ../../devnet/contracts/DemoWrapped.sol DemoWrapped demowrapped.json
//go:generate node ../../devnet/compile.mjs ../../devnet/contracts/DemoRecovery.sol DemoRecovery demorecovery.json
