/** The icons of the window: Fluent System Icons, inlined. */
import add from '@fluentui/svg-icons/icons/add_20_regular.svg?raw';
import back from '@fluentui/svg-icons/icons/arrow_left_20_regular.svg?raw';
import beaker from '@fluentui/svg-icons/icons/beaker_20_regular.svg?raw';
import browser from '@fluentui/svg-icons/icons/window_new_20_regular.svg?raw';
import building from '@fluentui/svg-icons/icons/building_20_regular.svg?raw';
import calendar from '@fluentui/svg-icons/icons/calendar_ltr_20_regular.svg?raw';
import check from '@fluentui/svg-icons/icons/checkmark_20_regular.svg?raw';
import checkCircle from '@fluentui/svg-icons/icons/checkmark_circle_20_regular.svg?raw';
import chevron from '@fluentui/svg-icons/icons/chevron_right_20_regular.svg?raw';
import clock from '@fluentui/svg-icons/icons/clock_20_regular.svg?raw';
import copy from '@fluentui/svg-icons/icons/copy_20_regular.svg?raw';
import desktop from '@fluentui/svg-icons/icons/desktop_20_regular.svg?raw';
import dismiss from '@fluentui/svg-icons/icons/dismiss_20_regular.svg?raw';
import error from '@fluentui/svg-icons/icons/error_circle_20_regular.svg?raw';
import eye from '@fluentui/svg-icons/icons/eye_20_regular.svg?raw';
import globe from '@fluentui/svg-icons/icons/globe_20_regular.svg?raw';
import help from '@fluentui/svg-icons/icons/question_circle_20_regular.svg?raw';
import info from '@fluentui/svg-icons/icons/info_20_regular.svg?raw';
import key from '@fluentui/svg-icons/icons/key_20_regular.svg?raw';
import lock from '@fluentui/svg-icons/icons/lock_closed_20_regular.svg?raw';
import mail from '@fluentui/svg-icons/icons/mail_20_regular.svg?raw';
import menu from '@fluentui/svg-icons/icons/navigation_20_regular.svg?raw';
import offline from '@fluentui/svg-icons/icons/plug_disconnected_20_regular.svg?raw';
import open from '@fluentui/svg-icons/icons/open_20_regular.svg?raw';
import packageBox from '@fluentui/svg-icons/icons/box_20_regular.svg?raw';
import person from '@fluentui/svg-icons/icons/person_20_regular.svg?raw';
import people from '@fluentui/svg-icons/icons/people_20_regular.svg?raw';
import personAdd from '@fluentui/svg-icons/icons/person_add_20_regular.svg?raw';
import personSwap from '@fluentui/svg-icons/icons/person_swap_20_regular.svg?raw';
import refresh from '@fluentui/svg-icons/icons/arrow_clockwise_20_regular.svg?raw';
import reset from '@fluentui/svg-icons/icons/arrow_reset_20_regular.svg?raw';
import server from '@fluentui/svg-icons/icons/server_20_regular.svg?raw';
import settings from '@fluentui/svg-icons/icons/settings_20_regular.svg?raw';
import shield from '@fluentui/svg-icons/icons/shield_checkmark_20_regular.svg?raw';
import shieldOff from '@fluentui/svg-icons/icons/shield_20_regular.svg?raw';
import signOut from '@fluentui/svg-icons/icons/sign_out_20_regular.svg?raw';
import steps from '@fluentui/svg-icons/icons/clipboard_task_20_regular.svg?raw';
import warning from '@fluentui/svg-icons/icons/warning_20_regular.svg?raw';
import logo from './logo.svg?raw';

export const icons = {
  add,
  back,
  beaker,
  browser,
  building,
  calendar,
  check,
  checkCircle,
  chevron,
  clock,
  copy,
  desktop,
  dismiss,
  error,
  eye,
  globe,
  help,
  info,
  key,
  lock,
  logo,
  mail,
  menu,
  offline,
  open,
  packageBox,
  person,
  people,
  personAdd,
  personSwap,
  refresh,
  reset,
  server,
  settings,
  shield,
  shieldOff,
  signOut,
  steps,
  warning,
};

export type IconName = keyof typeof icons;
