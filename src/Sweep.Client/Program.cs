using Sweep.Client;
using Sweep.Client.Terminal;

using var interrupts = new Interrupts();
return await SweepApp.RunAsync(args, ProcessContext.Create(interrupts));
