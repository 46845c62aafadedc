using Personalization.Journeys.Cli;
using Personalization.Journeys.Cli.Terminal;

return await new App(CommandIo.OfProcess()).RunAsync(args);
