"""Chinese dates as an office writes them: 9月30日, where Django would print 09月30日."""

MONTH_DAY_FORMAT = "n月j日"
