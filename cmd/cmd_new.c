/* ekusia new: a commented study to start from, in the users' Swedish. It runs
 * as it stands; every figure in it is there to be replaced, and says so. */
#include <stdio.h>
#include <string.h>

#include "base/file.h"
#include "command.h"

/* Figures from the model carry their sources there; those written here are
 * examples to be replaced and graded D, so that a report shows them as such. */
static const char template[] =
    "# En studie i ekusia. Den går att köra som den står:  ekusia report DENNA_FIL\n"
    "# Byt ut allt som är märkt EXEMPEL mot era egna uppgifter och skriv källan.\n"
    "# Alla fält: docs/format.md. Tillstånd och tjänster:  ekusia model sverige\n"
    "ekusia: 1\n"
    "title: EXEMPEL – namnet på insatsen\n"
    "organisation: EXEMPEL – samordningsförbundet eller kommunen\n"
    "class: {target: nyanlända, type: arbetsmarknad, phase: planering}\n"
    "model: sverige\n"
    "\n"
    "settings:\n"
    "  municipality: eskilstuna      # kommunens skattesatser\n"
    "  price_year: 2024              # allt räknas i detta års priser och regler\n"
    "  start: 2024-01\n"
    "  horizons: [1 year, 5 years, 10 years]   # kort, medellång och lång sikt\n"
    "  discount: {rate: 3.5 %}       # eller {schedule: hm-treasury-2022}, eller none\n"
    "\n"
    "# Namngivna antaganden: används i formler, prövas med  --set dödvikt=50%\n"
    "assumptions:\n"
    "  månadslön: {value: 26 000 kr/month, source: EXEMPEL, grade: D, low: 24 000 kr/month, high: 29 000 kr/month}\n"
    "  dödvikt:   {value: 40 %, source: EXEMPEL, grade: D, low: 20 %, high: 60 %}\n"
    "  kvar:      {value: 85 %/year, source: EXEMPEL, grade: D}\n"
    "\n"
    "# Typfall: en väg som står för flera deltagare (weight). I stället kan deltagarna stå i en fil\n"
    "# (participants: {file: …}), eller vara en kohort som går mellan tillstånd i flera alternativ\n"
    "# (outcomes: {alternatives: …}); se examples/stegen och examples/vagval.\n"
    "participants:\n"
    "  cases:\n"
    "    - name: Ensamstående förälder\n"
    "      weight: 10\n"
    "      age: 35\n"
    "      household: {adults: 1, children: [4, 9]}\n"
    "      before:                   # läget före insatsen; jämförelsen utgår från det\n"
    "        states: {försörjningsstöd: 100 %}\n"
    "        services: {ekonomiskt-bistånd-handläggning: 12/year}\n"
    "      during:                   # under insatsen; tjänster som inte nämns fortsätter\n"
    "        states: {försörjningsstöd: 100 %}\n"
    "        months: 12\n"
    "      after:                    # efter insatsen; services: {} betyder inga\n"
    "        states: {arbete: 100 %}\n"
    "        inputs: {wage: månadslön}\n"
    "        services: {}\n"
    "    - name: Fortsatt försörjningsstöd\n"
    "      weight: 15\n"
    "      age: 35\n"
    "      before:\n"
    "        states: {försörjningsstöd: 100 %}\n"
    "        services: {ekonomiskt-bistånd-handläggning: 12/year}\n"
    "\n"
    "# Vad insatsen kostar och vem som betalar.\n"
    "costs:\n"
    "  - {name: Projektledare, category: personal, payer: kommun, amount: 60 000 kr/month, from: 2024-01, to: 2024-12}\n"
    "  - {name: Lokaler, category: lokaler, payer: samordningsförbund, amount: 240 000 kr, month: 2024-01}\n"
    "  - {name: Språkstöd, category: köp, payer: af, amount: 4 500 kr/participant}\n"
    "\n"
    "# Vad hade hänt ändå? Måste anges: dödvikt, eller before_continues: yes (bruttoförändring).\n"
    "comparison:\n"
    "  deadweight: {share: dödvikt}\n"
    "  displacement: {share: 10 %, source: EXEMPEL, grade: D}   # undanträngning\n"
    "\n"
    "effect:\n"
    "  retention: kvar               # hur mycket av effekten som är kvar ett år senare\n"
    "\n"
    "# Det som saknar pris, och det ni har lärt er: det kommer med i rapporten.\n"
    "unpriced:\n"
    "  - {name: Hälsa och självförtroende, direction: plus}\n"
    "notes:\n"
    "  success_factors: EXEMPEL – vad som gjorde att det fungerade.\n"
    "  obstacles: EXEMPEL – vad som stod i vägen.\n";

int ek_cmd_new(struct ek_call *call, int argc, const char **argv) {
  struct ek_common common = {0};
  const struct poptOption table[] = {POPT_AUTOHELP POPT_TABLEEND};
  poptContext options = ek_options_new(call, "new", argc, argv, table, "[FILE]");
  int code = ek_options_read(call, options, &common);
  if (code != EK_EXIT_FINE) return code;
  const char *path = poptGetArg(options);
  if (poptPeekArg(options) != NULL) return ek_usage(call, "new", "one file is asked for");
  if (path != NULL && strcmp(path, "-") != 0 && ek_file_exists(path)) {
    ek_system_error(call->diags, (struct ek_pos){0}, "name another, or remove it first",
                    "'%s' is there already and is left as it is", path);
    return ek_call_end(call, &common, EK_EXIT_SYSTEM);
  }
  common.output = (char *)path;
  bool fine = ek_call_write(call, &common, template, sizeof template - 1);
  return ek_call_end(call, &common, fine ? EK_EXIT_FINE : EK_EXIT_SYSTEM);
}
