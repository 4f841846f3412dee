/** A deployment of the job: its topics in and out, and its tables. */
package io.sluice.devicealert.live;
