"""A test at a screening, in whole people."""

people = 1000
ill = people // 100  # one in a hundred
well = people - ill

ill_with_alarm = ill * 9 // 10  # the test finds nine of ten
well_with_alarm = well // 10  # and alarms one in ten without a reason
alarms = ill_with_alarm + well_with_alarm

print(ill_with_alarm, "of", alarms)
print(round(ill_with_alarm / alarms, 2))
