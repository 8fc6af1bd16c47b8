/**
 * Makes `Date` of this thread follow the cloud's clock. `aheadMs` holds the milliseconds that the cloud is ahead of the
 * machine; the main thread writes it, so that moving the clock costs no message.
 * @param {Float64Array} aheadMs
 */
export function followCloudClock(aheadMs) {
  const MachineDate = globalThis.Date;
  const machineNow = MachineDate.now;
  const now = () => Math.floor(machineNow() + aheadMs[0]);

  function CloudDate(...parts) {
    if (new.target === undefined) return new MachineDate(now()).toString();
    return Reflect.construct(MachineDate, parts.length === 0 ? [now()] : parts, new.target);
  }
  CloudDate.prototype = MachineDate.prototype;
  CloudDate.prototype.constructor = CloudDate;
  CloudDate.now = now;
  CloudDate.parse = MachineDate.parse;
  CloudDate.UTC = MachineDate.UTC;
  Object.defineProperty(CloudDate, 'name', { value: 'Date' });
  Object.defineProperty(CloudDate, 'length', { value: MachineDate.length });
  globalThis.Date = CloudDate;
}
