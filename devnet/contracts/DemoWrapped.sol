// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity ^0.7.0;

import "./DemoToken.sol";

/// The demo token that the development chain's Vault takes for the chain's native token in
/// wrapped form, as WETH9 is on ethereum: one for each unit paid in. Some of it begins
/// without anything behind it, as of every demo token; whoever deploys it gives it as much.
contract DemoWrapped is DemoToken {
    event Deposit(address indexed to, uint256 value);
    event Withdrawal(address indexed from, uint256 value);

    constructor(
        string memory name_,
        string memory symbol_,
        uint8 decimals_,
        bool resetFirst_,
        address[] memory holders,
        uint256 each
    ) DemoToken(name_, symbol_, decimals_, resetFirst_, holders, each) {}

    function deposit() external payable {
        totalSupply += msg.value;
        balanceOf[msg.sender] += msg.value;
        emit Deposit(msg.sender, msg.value);
    }

    function withdraw(uint256 value) external {
        require(balanceOf[msg.sender] >= value, "DemoWrapped: balance too small");
        balanceOf[msg.sender] -= value;
        totalSupply -= value;
        msg.sender.transfer(value);
        emit Withdrawal(msg.sender, value);
    }
}
