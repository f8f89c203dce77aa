package io.kessai.authorization.record;

/** The bytes of each version of the journal's input that there ever was, in hex. */
final class InputGoldens {

    /** Version 2 of the journal, which stays readable. */
    static final String VERSION_2 =
            """
            02 # rules version 1
            1a415554484f52495a4154494f4e # kind
            083031303000 # MTI, no repeat
            1273696d756c61746564 # key: network
            0431300c313233343536 # class, acquirer
            0c3030303030371431313231303330303030 # DE11, DE7
            0852524e37105445524d30303031 # DE37, DE41
            d4c402 # UTC date of DE7
            0000000000000001000000000000000201 # token, passes Luhn
            0c303030303030 # DE3
            f80a900d01d00f9006 # 700 USD, billed 1000 JPY
            000001cefc02 # no cashback, not partial, expires 2029-12
            0835343131104d45524348414e5400 # MCC, merchant, no forwarder
            084e4554310a545241434518323631313231313230303030 # network id, own trace id, DE12
            0a4649525354 # trace id of the original
            0108303130300c3030303030311431313231303230303030043737043838 # DE90
            01b00901d804900608434f4445043030 # DE95.1, DE95.3, DE38, DE39
            0116180c414354495645b4d602 # card: ids, status, expiry
            0c4143544956459006c09a0c0000 # account: status, currency, limit, posted, held
            00 # no authorizations
            02000431300c303030303037143131323130333030303001b009e0a488b00d00 # an early reversal
            e0a488b00d0014417369612f546f6b796f0c413142324333 # now, zone, approval code
            """
                    .replaceAll(" #.*|\\n", "");

    /** Version 3 of the journal, which stays readable. */
    static final String VERSION_3 =
            """
            04 # rules version 2
            1a415554484f52495a4154494f4e # kind
            083031303000 # MTI, no repeat
            1273696d756c61746564 # key: network
            0431300c313233343536 # class, acquirer
            0c3030303030371431313231303330303030 # DE11, DE7
            0852524e37105445524d30303031 # DE37, DE41
            d4c402 # UTC date of DE7
            0000000000000001000000000000000201 # token, passes Luhn
            0c303030303030 # DE3
            f80a900d01d00f9006 # 700 USD, billed 1000 JPY
            000001cefc02 # no cashback, not partial, expires 2029-12
            0835343131104d45524348414e5400 # MCC, merchant, no forwarder
            084e4554310a545241434518323631313231313230303030 # network id, own trace id, DE12
            0a4649525354 # trace id of the original
            0108303130300c3030303030311431313231303230303030043737043838 # DE90
            01b00901d804900608434f4445043030 # DE95.1, DE95.3, DE38, DE39
            01 # the increment mark
            0116180c414354495645b4d602 # card: ids, status, expiry
            0c4143544956459006c09a0c0000 # account: status, currency, limit, posted, held
            0202 # an authorization: id
            1273696d756c617465640431300c3132333435360c303030303031 # key: network to DE11
            14313132313032303030300852524e31105445524d30303031d4c402 # DE7 to the UTC date
            10415050524f5645440a4445424954 # status, direction
            d00f9006d00f # 1000 JPY, billed 1000
            d00f00000000000000 # its hold
            00c0ec87b00d00 # no target, decided at
            000a434f444531000000 # no forwarder, DE38, no names
            04 # two increments
            1273696d756c617465640431300c3132333435360c303030313031 # key: network to DE11
            14313132313032333030300e494e4352524e31105445524d30303031d4c402 # DE7 to the UTC date
            10415050524f564544d8049006 # status, 300 JPY
            d804c801 # added 300, gave back 100
            c0ec87b00d000008494e4331000000 # decided at, no forwarder, DE38, no names
            1273696d756c617465640431300c3132333435360c303030313032 # key: network to DE11
            14313132313032333030300e494e4352524e32105445524d30303031d4c402 # DE7 to the UTC date
            104445434c494e4544d8049006 # status, 300 JPY
            d80400 # would have added 300
            c0ec87b00d000008494e4332000000 # decided at, no forwarder, DE38, no names
            02000431300c303030303037143131323130333030303001b009e0a488b00d00 # an early reversal
            e0a488b00d0014417369612f546f6b796f0c413142324333 # now, zone, approval code
            """
                    .replaceAll(" #.*|\\n", "");

    /** Version 4 of the journal, which stays readable. */
    static final String VERSION_4 =
            """
            04 # rules version 2
            1a415554484f52495a4154494f4e # kind
            083031303000 # MTI, no repeat
            1273696d756c61746564 # key: network
            0431300c313233343536 # class, acquirer
            0c3030303030371431313231303330303030 # DE11, DE7
            0852524e37105445524d30303031 # DE37, DE41
            d4c402 # UTC date of DE7
            0000000000000001000000000000000201 # token, passes Luhn
            0c303030303030 # DE3
            f80a900d01d00f9006 # 700 USD, billed 1000 JPY
            000001cefc02 # no cashback, not partial, expires 2029-12
            0835343131104d45524348414e5400 # MCC, merchant, no forwarder
            084e4554310a545241434518323631313231313230303030 # network id, own trace id, DE12
            0a4649525354 # trace id of the original
            0108303130300c3030303030311431313231303230303030043737043838 # DE90
            01b00901d804900608434f4445043030 # DE95.1, DE95.3, DE38, DE39
            0100 # the increment mark, no mark of a partial completion
            0116180c414354495645b4d602 # card: ids, status, expiry
            0c4143544956459006c09a0c0000 # account: status, currency, limit, posted, held
            0202 # an authorization: id
            1273696d756c617465640431300c3132333435360c303030303031 # key: network to DE11
            14313132313032303030300852524e31105445524d30303031d4c402 # DE7 to the UTC date
            10415050524f5645440a4445424954 # status, direction
            d00f9006d00f # 1000 JPY, billed 1000
            d00f00000000000000 # its hold
            00c0ec87b00d00 # no target, decided at
            000a434f444531000000 # no forwarder, DE38, no names
            04 # two increments
            1273696d756c617465640431300c3132333435360c303030313031 # key: network to DE11
            14313132313032333030300e494e4352524e31105445524d30303031d4c402 # DE7 to the UTC date
            10415050524f564544d8049006 # status, 300 JPY
            d804c801 # added 300, gave back 100
            c0ec87b00d000008494e4331000000 # decided at, no forwarder, DE38, no names
            1273696d756c617465640431300c3132333435360c303030313032 # key: network to DE11
            14313132313032333030300e494e4352524e32105445524d30303031d4c402 # DE7 to the UTC date
            104445434c494e4544d8049006 # status, 300 JPY
            d80400 # would have added 300
            c0ec87b00d000008494e4332000000 # decided at, no forwarder, DE38, no names
            00 # nothing posted
            02000431300c303030303037143131323130333030303001b009e0a488b00d00 # an early reversal
            e0a488b00d0014417369612f546f6b796f0c413142324333 # now, zone, approval code
            """
                    .replaceAll(" #.*|\\n", "");

    /** Version 5 of the journal, which stays readable. */
    static final String VERSION_5 =
            """
            04 # rules version 2
            1a415554484f52495a4154494f4e # kind
            083031303000 # MTI, no repeat
            1273696d756c61746564 # key: network
            0431300c313233343536 # class, acquirer
            0c3030303030371431313231303330303030 # DE11, DE7
            0852524e37105445524d30303031 # DE37, DE41
            d4c402 # UTC date of DE7
            0000000000000001000000000000000201 # token, passes Luhn
            0c303030303030 # DE3
            f80a900d01d00f9006 # 700 USD, billed 1000 JPY
            000001cefc02 # no cashback, not partial, expires 2029-12
            0835343131104d45524348414e5400 # MCC, merchant, no forwarder
            084e4554310a545241434518323631313231313230303030 # network id, own trace id, DE12
            0a4649525354 # trace id of the original
            0108303130300c3030303030311431313231303230303030043737043838 # DE90
            01b00901d804900608434f4445043030 # DE95.1, DE95.3, DE38, DE39
            0100 # the increment mark, no mark of a partial completion
            085649534118434152445f50524553454e5401 # scheme, presence, pre-authorized
            0116180c414354495645b4d602 # card: ids, status, expiry
            0c4143544956459006c09a0c0000 # account: status, currency, limit, posted, held
            0202 # an authorization: id
            1273696d756c617465640431300c3132333435360c303030303031 # key: network to DE11
            14313132313032303030300852524e31105445524d30303031d4c402 # DE7 to the UTC date
            10415050524f5645440a4445424954 # status, direction
            d00f9006d00f # 1000 JPY, billed 1000
            d00f00000000000000 # its hold
            00c0ec87b00d00 # no target, decided at
            000a434f444531000000 # no forwarder, DE38, no names
            04 # two increments
            1273696d756c617465640431300c3132333435360c303030313031 # key: network to DE11
            14313132313032333030300e494e4352524e31105445524d30303031d4c402 # DE7 to the UTC date
            10415050524f564544d8049006 # status, 300 JPY
            d804c801 # added 300, gave back 100
            c0ec87b00d000008494e4331000000 # decided at, no forwarder, DE38, no names
            1273696d756c617465640431300c3132333435360c303030313032 # key: network to DE11
            14313132313032333030300e494e4352524e32105445524d30303031d4c402 # DE7 to the UTC date
            104445434c494e4544d8049006 # status, 300 JPY
            d80400 # would have added 300
            c0ec87b00d000008494e4332000000 # decided at, no forwarder, DE38, no names
            00 # nothing posted
            02000431300c303030303037143131323130333030303001b009e0a488b00d00 # an early reversal
            e0a488b00d0014417369612f546f6b796f0c413142324333 # now, zone, approval code
            """
                    .replaceAll(" #.*|\\n", "");

    /** Version 6 of the journal, which stays readable. */
    static final String VERSION_6 =
            """
            04 # rules version 2
            1a415554484f52495a4154494f4e # kind
            083031303000 # MTI, no repeat
            1273696d756c61746564 # key: network
            0431300c313233343536 # class, acquirer
            0c3030303030371431313231303330303030 # DE11, DE7
            0852524e37105445524d30303031 # DE37, DE41
            d4c402 # UTC date of DE7
            0000000000000001000000000000000201 # token, passes Luhn
            0c303030303030 # DE3
            f80a900d01d00f9006 # 700 USD, billed 1000 JPY
            000001cefc02 # no cashback, not partial, expires 2029-12
            0835343131104d45524348414e5400 # MCC, merchant, no forwarder
            084e4554310a545241434518323631313231313230303030 # network id, own trace id, DE12
            0a4649525354 # trace id of the original
            0108303130300c3030303030311431313231303230303030043737043838 # DE90
            01b00901d804900608434f4445043030 # DE95.1, DE95.3, DE38, DE39
            0100 # the increment mark, no mark of a partial completion
            085649534118434152445f50524553454e5401 # scheme, presence, pre-authorized
            0108474f4f440e # a good cryptogram and its counter
            0c414253454e540c414253454e540c414253454e5406424144 # no values, a wrong PIN
            0116180c414354495645b4d602 # card: ids, status, expiry
            0c4143544956459006c09a0c0000 # account: status, currency, limit, posted, held
            020c0a # counters: wrong PINs, highest, used
            0202 # an authorization: id
            1273696d756c617465640431300c3132333435360c303030303031 # key: network to DE11
            14313132313032303030300852524e31105445524d30303031d4c402 # DE7 to the UTC date
            10415050524f5645440a4445424954 # status, direction
            d00f9006d00f # 1000 JPY, billed 1000
            d00f00000000000000 # its hold
            00c0ec87b00d00 # no target, decided at
            000a434f444531000000 # no forwarder, DE38, no names
            04 # two increments
            1273696d756c617465640431300c3132333435360c303030313031 # key: network to DE11
            14313132313032333030300e494e4352524e31105445524d30303031d4c402 # DE7 to the UTC date
            10415050524f564544d8049006 # status, 300 JPY
            d804c801 # added 300, gave back 100
            c0ec87b00d000008494e4331000000 # decided at, no forwarder, DE38, no names
            1273696d756c617465640431300c3132333435360c303030313032 # key: network to DE11
            14313132313032333030300e494e4352524e32105445524d30303031d4c402 # DE7 to the UTC date
            104445434c494e4544d8049006 # status, 300 JPY
            d80400 # would have added 300
            c0ec87b00d000008494e4332000000 # decided at, no forwarder, DE38, no names
            00 # nothing posted
            02000431300c303030303037143131323130333030303001b009e0a488b00d00 # an early reversal
            e0a488b00d0014417369612f546f6b796f0c413142324333 # now, zone, approval code
            """
                    .replaceAll(" #.*|\\n", "");

    /**
     * Version 8 of the journal: numbers as zig-zag varints, text as length and UTF-8. A change here
     * is a new version, since old rows stay readable.
     */
    static final String NEWEST =
            """
            08 # rules version 4
            1a415554484f52495a4154494f4e # kind
            083031303000 # MTI, no repeat
            1273696d756c61746564 # key: network
            0431300c313233343536 # class, acquirer
            0c3030303030371431313231303330303030 # DE11, DE7
            0852524e37105445524d30303031 # DE37, DE41
            d4c402 # UTC date of DE7
            0000000000000001000000000000000201 # token, passes Luhn
            0c303030303030 # DE3
            f80a900d01d00f9006 # 700 USD, billed 1000 JPY
            000001cefc02 # no cashback, not partial, expires 2029-12
            0835343131104d45524348414e5400 # MCC, merchant, no forwarder
            084e4554310a545241434518323631313231313230303030 # network id, own trace id, DE12
            0a4649525354 # trace id of the original
            0108303130300c3030303030311431313231303230303030043737043838 # DE90
            01b00901d804900608434f4445043030 # DE95.1, DE95.3, DE38, DE39
            0100 # the increment mark, no mark of a partial completion
            085649534118434152445f50524553454e5401 # scheme, presence, pre-authorized
            0108474f4f440e # a good cryptogram and its counter
            0c414253454e540c414253454e540c414253454e5406424144 # no values, a wrong PIN
            044a5016434f4e544143544c455353 # country, entry mode
            0116180c414354495645b4d602 # card: ids, status, expiry
            0c4143544956459006c09a0c0000 # account: status, currency, limit, posted, held
            020c0a # counters: wrong PINs, highest, used
            08676f6c64 # product
            0202 # an authorization: id
            1273696d756c617465640431300c3132333435360c303030303031 # key: network to DE11
            14313132313032303030300852524e31105445524d30303031d4c402 # DE7 to the UTC date
            10415050524f5645440a4445424954 # status, direction
            d00f9006d00f # 1000 JPY, billed 1000
            d00f00000000000000 # its hold
            00c0ec87b00d00 # no target, decided at
            000a434f444531000000 # no forwarder, DE38, no names
            04 # two increments
            1273696d756c617465640431300c3132333435360c303030313031 # key: network to DE11
            14313132313032333030300e494e4352524e31105445524d30303031d4c402 # DE7 to the UTC date
            10415050524f564544d8049006 # status, 300 JPY
            d804c801 # added 300, gave back 100
            c0ec87b00d000008494e4331000000 # decided at, no forwarder, DE38, no names
            9003 # counts for 200
            1273696d756c617465640431300c3132333435360c303030313032 # key: network to DE11
            14313132313032333030300e494e4352524e32105445524d30303031d4c402 # DE7 to the UTC date
            104445434c494e4544d8049006 # status, 300 JPY
            d80400 # would have added 300
            c0ec87b00d000008494e4332000000 # decided at, no forwarder, DE38, no names
            00 # counts for nothing
            00 # nothing posted
            880e01 # counts for 900, cash
            02000431300c303030303037143131323130333030303001b009e0a488b00d00 # an early reversal
            01caf20104 # the rate: digits and scale
            80fc86b00d008094b1b00d00f403 # from, until, markup
            010202 # controls: one set, its id
            0e4143434f554e540c534841444f57 # its scope and state
            0001d4c402 # no usage of the card; of the account, its date
            0a # five windows
            020406080204060802040608 # day, week, month
            0a0c0e100a0c0e10 # year, lifetime
            0200c01612100e0c # one rolling window of 24 hours
            e0a488b00d0014417369612f546f6b796f0c413142324333 # now, zone, approval code
            """
                    .replaceAll(" #.*|\\n", "");

    /** Version 7 of the journal, which stays readable. */
    static final String VERSION_7 =
            """
            06 # rules version 3
            1a415554484f52495a4154494f4e # kind
            083031303000 # MTI, no repeat
            1273696d756c61746564 # key: network
            0431300c313233343536 # class, acquirer
            0c3030303030371431313231303330303030 # DE11, DE7
            0852524e37105445524d30303031 # DE37, DE41
            d4c402 # UTC date of DE7
            0000000000000001000000000000000201 # token, passes Luhn
            0c303030303030 # DE3
            f80a900d01d00f9006 # 700 USD, billed 1000 JPY
            000001cefc02 # no cashback, not partial, expires 2029-12
            0835343131104d45524348414e5400 # MCC, merchant, no forwarder
            084e4554310a545241434518323631313231313230303030 # network id, own trace id, DE12
            0a4649525354 # trace id of the original
            0108303130300c3030303030311431313231303230303030043737043838 # DE90
            01b00901d804900608434f4445043030 # DE95.1, DE95.3, DE38, DE39
            0100 # the increment mark, no mark of a partial completion
            085649534118434152445f50524553454e5401 # scheme, presence, pre-authorized
            0108474f4f440e # a good cryptogram and its counter
            0c414253454e540c414253454e540c414253454e5406424144 # no values, a wrong PIN
            0116180c414354495645b4d602 # card: ids, status, expiry
            0c4143544956459006c09a0c0000 # account: status, currency, limit, posted, held
            020c0a # counters: wrong PINs, highest, used
            08676f6c64 # product
            0202 # an authorization: id
            1273696d756c617465640431300c3132333435360c303030303031 # key: network to DE11
            14313132313032303030300852524e31105445524d30303031d4c402 # DE7 to the UTC date
            10415050524f5645440a4445424954 # status, direction
            d00f9006d00f # 1000 JPY, billed 1000
            d00f00000000000000 # its hold
            00c0ec87b00d00 # no target, decided at
            000a434f444531000000 # no forwarder, DE38, no names
            04 # two increments
            1273696d756c617465640431300c3132333435360c303030313031 # key: network to DE11
            14313132313032333030300e494e4352524e31105445524d30303031d4c402 # DE7 to the UTC date
            10415050524f564544d8049006 # status, 300 JPY
            d804c801 # added 300, gave back 100
            c0ec87b00d000008494e4331000000 # decided at, no forwarder, DE38, no names
            1273696d756c617465640431300c3132333435360c303030313032 # key: network to DE11
            14313132313032333030300e494e4352524e32105445524d30303031d4c402 # DE7 to the UTC date
            104445434c494e4544d8049006 # status, 300 JPY
            d80400 # would have added 300
            c0ec87b00d000008494e4332000000 # decided at, no forwarder, DE38, no names
            00 # nothing posted
            02000431300c303030303037143131323130333030303001b009e0a488b00d00 # an early reversal
            01caf20104 # the rate: digits and scale
            80fc86b00d008094b1b00d00f403 # from, until, markup
            e0a488b00d0014417369612f546f6b796f0c413142324333 # now, zone, approval code
            """
                    .replaceAll(" #.*|\\n", "");

    /** Version 1 of the journal, which stays readable. */
    static final String VERSION_1 =
            """
            02 # rules version 1
            1a415554484f52495a4154494f4e # kind
            083031303000 # MTI, no repeat
            1273696d756c61746564 # key: network
            0431300c313233343536 # class, acquirer
            0c3030303030371431313231303330303030 # DE11, DE7
            0852524e37105445524d30303031 # DE37, DE41
            d4c402 # UTC date of DE7
            0000000000000001000000000000000201 # token, passes Luhn
            0c303030303030 # DE3
            f80a900d01d00f9006 # 700 USD, billed 1000 JPY
            000001cefc02 # no cashback, not partial, expires 2029-12
            0835343131104d45524348414e5400 # MCC, merchant, no forwarder
            084e455431 # network id
            0108303130300c3030303030311431313231303230303030043737043838 # DE90
            01b00908434f4445043030 # DE95, DE38, DE39
            0116180c414354495645b4d602 # card: ids, status, expiry
            0c4143544956459006c09a0c0000 # account: status, currency, limit, posted, held
            00 # no authorizations
            02000431300c303030303037143131323130333030303001b009e0a488b00d00 # an early reversal
            e0a488b00d0014417369612f546f6b796f0c413142324333 # now, zone, approval code
            """
                    .replaceAll(" #.*|\\n", "");

    private InputGoldens() {}
}
