// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity 0.7.1;

// Contracts that stand where mpool reads and do not behave.

/// A token that is good until its pool is made, and then is what `mood` says.
contract HostileToken {
    uint256 private immutable _mood;
    bool private _bad;

    constructor(uint256 mood) {
        _mood = mood;
    }

    function turn() external {
        _bad = true;
    }

    function decimals() external view returns (uint8) {
        require(!_bad, "no decimals any more");
        return 6;
    }

    function balanceOf(address) external pure returns (uint256) {
        return 0;
    }

    function symbol() external view returns (string memory) {
        uint256 mood = _mood;
        if (mood == 0) revert("no symbol");
        if (mood == 1) return string(_long(10000));
        if (mood == 2) return string(abi.encodePacked(bytes14(0x1b5b33316d726564e280ae0a00ff)));
        assembly {
            switch mood
                case 3 {
                    mstore(0, "BYTES32")
                    return(0, 32)
                }
                case 4 {
                    return(0, 4000000)
                }
                case 5 {
                    for {

                    } 1 {

                    } {

                    }
                }
                case 6 {
                    mstore(0, not(0))
                    mstore(32, not(0))
                    return(0, 64)
                }
                case 7 {
                    return(0, 0)
                }
                case 8 {
                    mstore(0, 32)
                    mstore(32, not(0))
                    mstore(64, "CUT")
                    return(0, 96)
                }
                default {
                    invalid()
                }
        }
    }

    function _long(uint256 n) private pure returns (bytes memory text) {
        text = new bytes(n);
        for (uint256 i = 0; i < 64; i++) text[i] = bytes1(uint8(65 + (i % 26)));
    }
}

interface IRegistry {
    function registerPool(uint8 specialization) external returns (bytes32);

    function registerTokens(bytes32 id, address[] memory tokens, address[] memory assetManagers) external;
}

/// A pool of the Vault's, of another kind.
contract OtherPool {
    address public immutable getVault;
    bytes32 public getPoolId;

    constructor(address vault, address[] memory tokens) {
        getVault = vault;
        bytes32 id = IRegistry(vault).registerPool(1);
        IRegistry(vault).registerTokens(id, tokens, new address[](tokens.length));
        getPoolId = id;
    }

    function getOwner() external view returns (address) {
        return address(this);
    }
}

/// What a Safe answers, and nothing else that a Safe does.
contract SafeLike {
    string public constant VERSION = "1.4.1";
    uint256 public constant getThreshold = 1;
    uint256 public constant nonce = 7;

    function getOwners() external view returns (address[] memory owners) {
        owners = new address[](1);
        owners[0] = msg.sender;
    }
}
