/** What is known of a device besides its events: looked up by id, from a table or a file. */
package io.sluice.devicealert.device;
