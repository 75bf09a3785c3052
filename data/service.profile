# SPDX-License-Identifier: CC0-1.0
# A service whose approval the wizard leads to. A new region is one more group.
[Service]
Name=TrackerRMS
ClientId=5353a3d2-8ca9-42d2-b567-ea399ccb5e38
Support=TrackerRMS support
# Which delegated permissions of Microsoft Graph it asks for is not published. Once it is, they are
# named here, with semicolons: Permissions=First.Name;Second.Name;

[Region uk]
Name=United Kingdom
Name[de]=Vereinigtes Königreich
Name[es]=Reino Unido
Name[fr]=Royaume-Uni
Name[it]=Regno Unito
Name[nl]=Verenigd Koninkrijk
Name[pl]=Wielka Brytania
Name[pt_BR]=Reino Unido
RedirectUri=https://ukevo.tracker-rms.com/Office365/CallBack
WebAddress=https://ukevo.tracker-rms.com

[Region us]
Name=United States
Name[de]=USA
Name[es]=Estados Unidos
Name[fr]=États-Unis
Name[it]=Stati Uniti
Name[nl]=Verenigde Staten
Name[pl]=Stany Zjednoczone
Name[pt_BR]=Estados Unidos
RedirectUri=https://usevo.tracker-rms.com/Office365/CallBack
WebAddress=https://usevo.tracker-rms.com
