// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity ^0.7.0;

/// A token for development chains. Anybody may mint. It takes the name, symbol and decimals it
/// is told; with `resetFirst` it behaves as USDT does on ethereum: an allowance that is not zero
/// must be set to zero before it can be set to anything else. Each of the holders begins with
/// `each`, so that a development chain is ready without a transaction a holder and token.
contract DemoToken {
    string public name;
    string public symbol;
    uint8 public immutable decimals;
    bool public immutable resetFirst;

    uint256 public totalSupply;
    mapping(address => uint256) public balanceOf;
    mapping(address => mapping(address => uint256)) public allowance;

    event Transfer(address indexed from, address indexed to, uint256 value);
    event Approval(address indexed owner, address indexed spender, uint256 value);

    constructor(
        string memory name_,
        string memory symbol_,
        uint8 decimals_,
        bool resetFirst_,
        address[] memory holders,
        uint256 each
    ) {
        name = name_;
        symbol = symbol_;
        decimals = decimals_;
        resetFirst = resetFirst_;
        for (uint256 i = 0; i < holders.length; ++i) create(holders[i], each);
    }

    function mint(address to, uint256 value) external returns (bool) {
        create(to, value);
        return true;
    }

    function approve(address spender, uint256 value) external returns (bool) {
        require(
            !resetFirst || value == 0 || allowance[msg.sender][spender] == 0,
            "DemoToken: reset the allowance to 0 first"
        );
        allowance[msg.sender][spender] = value;
        emit Approval(msg.sender, spender, value);
        return true;
    }

    function transfer(address to, uint256 value) external returns (bool) {
        move(msg.sender, to, value);
        return true;
    }

    function transferFrom(
        address from,
        address to,
        uint256 value
    ) external returns (bool) {
        uint256 allowed = allowance[from][msg.sender];
        require(allowed >= value, "DemoToken: allowance too small");
        if (allowed != uint256(-1)) allowance[from][msg.sender] = allowed - value;
        move(from, to, value);
        return true;
    }

    function create(address to, uint256 value) private {
        require(totalSupply + value >= value, "DemoToken: supply overflows");
        totalSupply += value;
        balanceOf[to] += value;
        emit Transfer(address(0), to, value);
    }

    function move(
        address from,
        address to,
        uint256 value
    ) private {
        require(balanceOf[from] >= value, "DemoToken: balance too small");
        balanceOf[from] -= value;
        balanceOf[to] += value;
        emit Transfer(from, to, value);
    }
}
