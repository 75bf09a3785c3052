# SPDX-License-Identifier: CC0-1.0
# A service whose approval the wizard leads to. A new region is one more group.
[Service]
Name=TrackerRMS
ClientId=5353a3d2-8ca9-42d2-b567-ea399ccb5e38
Support=TrackerRMS support

[Region uk]
Name=United Kingdom
RedirectUri=https://ukevo.tracker-rms.com/Office365/CallBack
WebAddress=https://ukevo.tracker-rms.com

[Region us]
Name=United States
RedirectUri=https://usevo.tracker-rms.com/Office365/CallBack
WebAddress=https://usevo.tracker-rms.com
