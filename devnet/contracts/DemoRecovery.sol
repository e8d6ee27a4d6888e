// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity ^0.7.0;
pragma experimental ABIEncoderV2;

interface IPoolTokens {
    function getPoolTokens(bytes32 poolId)
        external
        view
        returns (
            address[] memory tokens,
            uint256[] memory balances,
            uint256 lastChangeBlock
        );

    function getPoolTokenInfo(bytes32 poolId, address token)
        external
        view
        returns (
            uint256 cash,
            uint256 managed,
            uint256 lastChangeBlock,
            address assetManager
        );
}

/// What pools of the second generation ask what an exit in recovery mode pays, for
/// development chains: the share of the BPT in circulation, to 18 decimals and rounded down,
/// of what the Vault has of each token. The pool's own token is the Vault's first.
contract DemoRecovery {
    IPoolTokens private immutable vault;

    constructor(IPoolTokens vault_) {
        vault = vault_;
    }

    function getVault() external view returns (IPoolTokens) {
        return vault;
    }

    function calcComposableRecoveryAmountsOut(
        bytes32 poolId,
        bytes calldata userData,
        uint256 totalSupply
    ) external view returns (uint256 bptIn, uint256[] memory amounts) {
        (, bptIn) = abi.decode(userData, (uint8, uint256));
        (address[] memory tokens, , ) = vault.getPoolTokens(poolId);
        amounts = new uint256[](tokens.length);
        uint256 share = divided(bptIn, totalSupply - cashOf(poolId, tokens[0]));
        for (uint256 i = 1; i < tokens.length; ++i) {
            amounts[i] = times(cashOf(poolId, tokens[i]), share) / 1e18;
        }
    }

    function cashOf(bytes32 poolId, address token) private view returns (uint256 cash) {
        (cash, , , ) = vault.getPoolTokenInfo(poolId, token);
    }

    function divided(uint256 a, uint256 b) private pure returns (uint256) {
        require(b != 0, "DemoRecovery: no BPT");
        return times(a, 1e18) / b;
    }

    function times(uint256 a, uint256 b) private pure returns (uint256 c) {
        c = a * b;
        require(a == 0 || c / a == b, "DemoRecovery: too large");
    }
}
