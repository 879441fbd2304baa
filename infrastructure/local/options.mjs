/** What a launcher was asked to do. */
import { parseArgs } from 'node:util';
import { UsageFault } from './processes/lifetime.mjs';

/** The options given; undefined when only `help` was wanted, which is printed then. */
export const readOptions = (help, options = {}) => {
  const all = { ...options, help: { type: 'boolean', default: false } };
  try {
    const { values } = parseArgs({ options: all });
    if (!values.help) return values;
    console.log(help);
    return undefined;
  } catch (error) {
    throw new UsageFault(`${error.message.split('. ')[0]}; see --help.`);
  }
};
